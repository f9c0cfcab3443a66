// 缺照片: a sender, or the office, may give up a photo that was lost with the phone. The record then counts without it, except where
// domain.md asks for a photo: a milestone, a failed clause and a rectification keep at least one (private.give_up_photo in
// the database); of a rectification one of the state after it.

export type LossCircumstances = {
  /** The record reports a milestone, on its own or inside a progress report. */
  hasMilestone: boolean;
  isRectification: boolean;
  /** Clauses of a safety check answered 不合格. */
  failedKeys: readonly string[];
  photos: readonly { ordinal: number; itemKey: string | null; isLost: boolean }[];
};

/** May this photo be given up, the others being as they are? */
export function mayGiveUp({ hasMilestone, isRectification, failedKeys, photos }: LossCircumstances, ordinal: number): boolean {
  const itemKey = photos.find((photo) => photo.ordinal === ordinal)?.itemKey ?? null;
  const others = photos.filter((photo) => photo.ordinal !== ordinal && !photo.isLost);
  const showsFailure = itemKey !== null && failedKeys.includes(itemKey);
  const isLastAfter = isRectification && !others.some((photo) => photo.itemKey !== 'before');
  return !(hasMilestone && others.length === 0) && !isLastAfter && !(showsFailure && !others.some((photo) => photo.itemKey === itemKey));
}
