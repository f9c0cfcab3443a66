import { Image, View } from '@tarojs/components';
import { a11y } from './a11y';
import { Icon, type IconName } from './icon';
import './photo.scss';

export interface PhotoTile {
  key: string;
  /** Null while the picture is not at hand: an empty tile. */
  url: string | null;
  /** At the foot: 14:30 比德 7K2F. */
  caption?: string;
  /** What is noteworthy about it: 620 m, 相册. */
  flag?: { text: string; icon?: IconName };
  /** On its way to the server: a fraction from 0 to 1, or done. */
  sent?: number | 'done';
}

interface PhotoProps {
  photo: PhotoTile;
  /** square fills its grid cell, thumb is 56 px, wide is a card's head. */
  shape?: 'square' | 'thumb' | 'wide';
  /** The upper corners are taken: the flag stands on the caption instead. */
  isFlagLow?: boolean;
  onOpen?: () => void;
}

export function Photo({ photo, shape = 'square', isFlagLow = false, onOpen }: PhotoProps) {
  const { url, caption, flag, sent } = photo;
  const mark = flag && (
    <View className="photo-flag">
      {flag.icon && <Icon name={flag.icon} size="xs" className="photo-flag-icon" />}
      <View className="photo-flag-text">{flag.text}</View>
    </View>
  );
  return (
    <View className={`photo photo-${shape}`} {...a11y('img', { label: [caption, flag?.text].filter(Boolean).join('，') || undefined })} onClick={onOpen}>
      {url && <Image className="photo-image" src={url} mode="aspectFill" lazyLoad />}
      {!isFlagLow && mark}
      <View className="photo-foot">
        {isFlagLow && mark}
        {caption && <View className="photo-caption">{caption}</View>}
      </View>
      {typeof sent === 'number' && <View className="photo-sending">{`${Math.round(sent * 100)}%`}</View>}
      {sent === 'done' && (
        <View className="photo-done">
          <Icon name="check" size="xs" />
        </View>
      )}
    </View>
  );
}

/** The small picture before a row's text. */
export function Thumb({ url }: { url: string | null }) {
  return <Photo photo={{ key: '', url }} shape="thumb" />;
}
