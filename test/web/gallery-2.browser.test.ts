import { galleryTests } from './support/gallery-tests';

galleryTests(1, 2);
