// Photos that can't come any more: the server is told why, and counts the record without them. Others still go.
import { ApiError } from '../api/client';
import { useGiveUpPhoto } from '../api/photo';
import { photosRefused, type Item } from '../outbox/item';
import { usePhone } from './phone';

/** Rejects with ApiError where a photo is required, or without a signal; what was told before stays told. */
export function useGiveUpPhotos(): (item: Item, reason: string) => Promise<void> {
  const { outbox } = usePhone();
  const giveUp = useGiveUpPhoto();
  return async (item, reason) => {
    for (const { sha256 } of photosRefused(item)) {
      try {
        await giveUp({ submissionId: item.id, sha256, reason });
      } catch (error) {
        // It had arrived after all, and only the answer was lost: nothing to give up.
        if (!(error instanceof ApiError && error.code === 'photo_stored')) throw error;
      }
      await outbox.forgetPhoto(item.id, sha256);
    }
    await outbox.drain(item.ownerId);
  };
}
