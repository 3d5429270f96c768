import captioner from '../../../../../resources/onnx-export/captioner.mjs?raw'
import clipImage from '../../../../../resources/onnx-export/clip-image.mjs?raw'
import captionNode from '../../../../../resources/onnx-export/caption.mjs?raw'
import page from '../../../../../resources/onnx-export/index.html?raw'
import readMe from '../../../../../resources/onnx-export/README.md?raw'
import captionPython from '../../../../../resources/onnx-export/caption.py?raw'

/** The programs beside exported ONNX files, by their names. */
export const loaders: Readonly<Record<string, string>> = {
  'README.md': readMe,
  'index.html': page,
  'captioner.mjs': captioner,
  'clip-image.mjs': clipImage,
  'caption.mjs': captionNode,
  'caption.py': captionPython
}
