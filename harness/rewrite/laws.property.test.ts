import { optionOrder } from './optionOrder.ts'
import { rewriteContract } from './rewrite.contract.ts'

rewriteContract(optionOrder, {}, { smallest: /^swap options 1 and 2$/u })
