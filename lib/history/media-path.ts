/** The address at which our server gives out a result. */
export const mediaPath = (mediaId: string): string => `/api/media/${encodeURIComponent(mediaId)}`;
