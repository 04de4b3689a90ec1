/** How a family of checkpoints names its tensors and settings; one entry a `model_type`. What an entry does not name is as in Llama. */
export interface Architecture {
  /** `model_type` in `config.json`. */
  modelType: string
  tensors: {
    embedding: string
    finalNorm: string
    /** Absent from a checkpoint whose head is the embedding. */
    head: string
    /** Prefix of everything in layer `l`. */
    layer: (l: number) => string
  }
  /** Names below a layer, without `.weight` and `.bias`. */
  layer: {
    attentionNorm: string
    query: string
    key: string
    value: string
    output: string
    mlpNorm: string
    gate: string
    up: string
    down: string
  }
  /** Settings that change the computation and have one known value. */
  required: Record<string, unknown>
  /** Tensors that old checkpoints carry and nothing reads. */
  ignored: RegExp
}

const llama: Architecture = {
  modelType: 'llama',
  tensors: {
    embedding: 'model.embed_tokens',
    finalNorm: 'model.norm',
    head: 'lm_head',
    layer: (l) => `model.layers.${l}.`,
  },
  layer: {
    attentionNorm: 'input_layernorm',
    query: 'self_attn.q_proj',
    key: 'self_attn.k_proj',
    value: 'self_attn.v_proj',
    output: 'self_attn.o_proj',
    mlpNorm: 'post_attention_layernorm',
    gate: 'mlp.gate_proj',
    up: 'mlp.up_proj',
    down: 'mlp.down_proj',
  },
  required: { hidden_act: 'silu' },
  ignored: /\.self_attn\.rotary_emb\.inv_freq$/,
}

/** Every family the engine reads. */
export const architectures: readonly Architecture[] = [llama]
