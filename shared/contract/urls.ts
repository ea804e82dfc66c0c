// Addresses of bytes. A window asks for pictures and video by id; one function in core answers them for every host.
/** The upright photograph, `width` pixels wide at most (the thumbnail where that suffices), or the original file without `width`. */
export const mediaUrl = (id: string, width?: number): string =>
  `/media/${encodeURIComponent(id)}${width === undefined ? '' : `?w=${width}`}`;
/** The original file as it came from the camera, with range requests. */
export const originalUrl = (id: string): string => `/media/${encodeURIComponent(id)}?original`;
/** The pixels of a detection: `size` pixels square (cover), or with `size` and `whole` the box uncropped at that width. */
export const cropUrl = (detectionId: string, size = 200, version = ''): string =>
  `/crops/${encodeURIComponent(detectionId)}?s=${size}${version === '' ? '' : `&v=${encodeURIComponent(version)}`}`;
/** Best picture of an individual, 200 × 200. */
export const portraitUrl = (individualId: string, version = ''): string =>
  `/individuals/${encodeURIComponent(individualId)}${version === '' ? '' : `?v=${encodeURIComponent(version)}`}`;
/** A finished export, for downloading in browser mode. */
export const exportUrl = (jobId: string): string => `/exports/${encodeURIComponent(jobId)}`;
