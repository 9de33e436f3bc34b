import { galleryTests } from './support/gallery-tests';

galleryTests(0, 2);
