/** The types of photo.ts, apart so that its two platform halves can share them. */

export type PhotoOrigin = 'camera' | 'album';

export type PhotoFailure =
  /** The person or the system does not let us use camera or album. */
  | 'denied'
  /** No camera, or this browser cannot open one. */
  | 'unavailable'
  /** A file of no bytes. */
  | 'empty'
  /** The file is no picture: a video, a document. */
  | 'not_an_image'
  /** A picture whose end is missing. Decoders fill the rest with grey and say nothing. */
  | 'incomplete'
  /** HEIC or AVIF on a device that cannot decode it: outside Apple's world, mostly. */
  | 'heic'
  /** A picture by its first bytes, but it cannot be decoded. */
  | 'unreadable'
  /** Even the last step of the plan stays over its byte limit. */
  | 'too_large';

export class PhotoError extends Error {
  override readonly name = 'PhotoError';

  constructor(readonly reason: PhotoFailure, detail = '') {
    super(detail ? `${reason}: ${detail}` : reason);
  }
}

/** A picture as the camera or album handed it over. Process it at once: WeChat's temporary file may vanish. */
export interface PickedPhoto {
  origin: PhotoOrigin;
  /** WeChat opens the camera itself. A browser only asks for it: then a file that says it is older is of the album. */
  isOriginSure: boolean;
  /** Rejects with PhotoError 'unreadable'. */
  read(): Promise<ArrayBuffer>;
}

/**
 * Camera gives one photo, album up to `count`. Answers [] when the person backs out. Rejects with PhotoError 'denied' or
 * 'unavailable'. On H5 a browser may offer its album although the camera was asked for (every desktop does): a file
 * that was not made just now is then marked `album`.
 */
export type TakePhotos = (origin: PhotoOrigin, count: number) => Promise<PickedPhoto[]>;

/**
 * Which encoding to try next, after tries of so many bytes; src/domain/photo-plan.ts decides. `longestSide` is the
 * picture's own, in px; `maxSide` never enlarges it; `keep` is the index of a try.
 */
export type SearchEncoding = (
  longestSide: number,
  sizes: readonly number[],
) => { step: { maxSide: number; quality: number } } | { keep: number } | 'too_large';

export interface PhotoPlan {
  full: SearchEncoding;
  thumb: SearchEncoding;
}

export interface JpegImage {
  bytes: ArrayBuffer;
  width: number;
  height: number;
}

export interface ProcessedPhoto {
  full: JpegImage;
  thumb: JpegImage;
}

/** `watermark`: lines drawn at the foot of the full picture, none on the thumbnail. Rejects with PhotoError. */
export type ProcessPhoto = (original: ArrayBuffer, plan: PhotoPlan, watermark: readonly string[]) => Promise<ProcessedPhoto>;

/** A picture that was decoded, and a canvas to encode it from. One implementation for each platform. */
export interface PhotoCanvas {
  width: number;
  height: number;
  encode(size: { width: number; height: number }, quality: number, draw: (context: Drawing) => void): Promise<ArrayBuffer>;
  /** The decoded picture itself, for `draw`. */
  image: CanvasImageSource;
  release(): void;
}

export type Drawing = Pick<
  CanvasRenderingContext2D,
  'drawImage' | 'fillRect' | 'fillText' | 'measureText' | 'transform' | 'save' | 'restore' | 'fillStyle' | 'font' | 'textBaseline'
>;

/** Decodes bytes whose orientation tag is already upright. Rejects with PhotoError 'unreadable'. */
export type OpenPhotoCanvas = (bytes: ArrayBuffer) => Promise<PhotoCanvas>;
