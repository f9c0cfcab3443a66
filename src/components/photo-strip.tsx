import { ScrollView, View } from '@tarojs/components';
import { Photo, type PhotoTile } from './photo';
import './photo-strip.scss';

interface PhotoStripProps {
  photos: readonly PhotoTile[];
  onOpen?: (key: string) => void;
  /** 56 px tiles, as under an item on its way. */
  isSmall?: boolean;
}

/** Photos in one line that scrolls sideways, to the edge of the screen. */
export function PhotoStrip({ photos, onOpen, isSmall = false }: PhotoStripProps) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="photo-strip">
      <View className="photo-strip-track">
        {photos.map((photo) => (
          <View key={photo.key} className={`photo-strip-item ${isSmall ? 'photo-strip-small' : ''}`}>
            <Photo photo={photo} shape={isSmall ? 'thumb' : 'square'} onOpen={onOpen && (() => onOpen(photo.key))} />
          </View>
        ))}
      </View>
    </ScrollView>
  );
}
