import type { ParameterShapes } from './parameter-shapes'

/** The sizes of a GPT-2 (Radford et al., 2019); all of them come from its `config.json`. */
export interface GptShape {
  layers: number
  heads: number
  width: number
  /** Rows of the position table. */
  positions: number
  /** Rows of the token table, which is also the output head. */
  vocabularySize: number
  /** Width inside the MLP. */
  innerSize: number
  layerNormEpsilon: number
}

/** The sizes that its parameters follow from. */
export type GptParameterSizes = Omit<GptShape, 'heads' | 'layerNormEpsilon'>

/** Parameters by the names of the Hugging Face model. */
export function gptParameterShapes(gpt: GptParameterSizes): ParameterShapes {
  const { width, innerSize } = gpt
  const layer = (index: number): [string, number[]][] => {
    const at = `h.${index}.`
    return [
      [`${at}ln_1.weight`, [width]],
      [`${at}ln_1.bias`, [width]],
      [`${at}attn.c_attn.weight`, [width, 3 * width]],
      [`${at}attn.c_attn.bias`, [3 * width]],
      [`${at}attn.c_proj.weight`, [width, width]],
      [`${at}attn.c_proj.bias`, [width]],
      [`${at}ln_2.weight`, [width]],
      [`${at}ln_2.bias`, [width]],
      [`${at}mlp.c_fc.weight`, [width, innerSize]],
      [`${at}mlp.c_fc.bias`, [innerSize]],
      [`${at}mlp.c_proj.weight`, [innerSize, width]],
      [`${at}mlp.c_proj.bias`, [width]]
    ]
  }
  return new Map([
    ['wte.weight', [gpt.vocabularySize, width]],
    ['wpe.weight', [gpt.positions, width]],
    ...Array.from({ length: gpt.layers }, (_, index) => layer(index)).flat(),
    ['ln_f.weight', [width]],
    ['ln_f.bias', [width]]
  ])
}
