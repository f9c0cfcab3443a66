// What the outbox needs from the world; the app hands it in, tests hand in a simulated phone.
import type { OperationName } from '../contract/operations';

export interface ItemDisk {
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  entries(): Promise<[key: string, value: string][]>;
}

export interface PhotoDisk {
  write(key: string, bytes: ArrayBuffer): Promise<void>;
  read(key: string): Promise<ArrayBuffer | null>;
  remove(key: string): Promise<void>;
}

/** Any HTTP answer. A rejection means that none came. */
export type Answer = { status: number; text: string };

export interface Wire {
  /** Sends a body as the signed-in person, refreshing the access token when it is over. */
  send(operation: OperationName, path: string, body: string): Promise<Answer>;
  put(url: string, bytes: ArrayBuffer, onProgress: (fraction: number) => void): Promise<Answer>;
  isOnline(): boolean;
}

export interface Ports {
  items: ItemDisk;
  photos: PhotoDisk;
  wire: Wire;
  now(): Date;
  /** 0 to 1. */
  random(): number;
  sha256(text: string): string;
}
