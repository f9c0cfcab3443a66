// What the outbox needs of the world; the app hands it in, tests hand in a simulated phone.
import type { OperationName } from '../contract/operations';

export interface ItemDisk {
  get(key: string): Promise<string | null>;
  /** Resolves when it is on disk; rejects when the disk refuses, and then the old value stands. */
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  entries(): Promise<[key: string, value: string][]>;
}

export interface PhotoDisk {
  read(key: string): Promise<ArrayBuffer | null>;
  has(key: string): Promise<boolean>;
  remove(key: string): Promise<void>;
}

/** Any HTTP answer. A rejection means that none came. */
export type Answer = { status: number; text: string };

export type ContentType = 'image/jpeg' | 'application/pdf';

export interface Wire {
  /**
   * Sends a body in the name of `ownerId`, refreshing the access token when it is over. Answers 401 without sending
   * when somebody else is signed in.
   */
  send(ownerId: string, operation: OperationName, path: string, body: string): Promise<Answer>;
  put(url: string, bytes: ArrayBuffer, onProgress: (fraction: number) => void, type: ContentType): Promise<Answer>;
  isOnline(): boolean;
}

/** Runs `work` unless another tab of this browser is draining; resolves to whether it ran. */
export type DrainLock = (work: () => Promise<void>) => Promise<boolean>;

export interface Ports {
  items: ItemDisk;
  photos: PhotoDisk;
  wire: Wire;
  lock: DrainLock;
  now(): Date;
  /** 0 to 1. */
  random(): number;
  sha256OfText(text: string): string;
  sha256OfBytes(bytes: ArrayBuffer): string;
}
