/** What the development tools take from the samples (tools/samples.mjs). */
export { startGallery } from './gallery';
export { takePictures } from './pictures';
export { makeReport } from './report';
