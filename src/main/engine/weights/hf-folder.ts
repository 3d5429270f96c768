/** Readers of the two kinds of Hugging Face folders. */
export { readClipFolder, type ClipFolder } from './clip-folder'
export { readGptFolder, type GptConfig, type GptFolder } from './gpt-folder'
