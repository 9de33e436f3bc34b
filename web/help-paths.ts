import { segment } from './paths';

/** What anybody may read: the guides, and what is known of the product's accessibility. */
export const accessibilityPath = (): string => '/accessibilite';
export const helpPath = (): string => '/aide';
export const guidePath = (name: string): string => `/aide/${segment(name)}`;
export const guidePicturePath = (name: string): string => `/aide/images/${segment(name)}`;
