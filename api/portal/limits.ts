import type { FileLimits } from '../../web/view/portal';
import type { UploadLimits } from '../upload';

/** What a form of the portal takes: as much as a mail of the same person usually may. */
export const FILE_LIMITS: FileLimits = { most: 5, eachMb: 10, allMb: 20 };
const MB = 1_000_000;

/** In memory while the form is read, and no longer. */
export const UPLOAD_LIMITS: UploadLimits = { bytes: FILE_LIMITS.allMb * MB, files: FILE_LIMITS.most, fieldBytes: 200_000, fields: 20 };
export const MOST_EACH_BYTES = FILE_LIMITS.eachMb * MB;
