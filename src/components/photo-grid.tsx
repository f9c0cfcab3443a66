import { View } from '@tarojs/components';
import { common } from '../text/common';
import { a11y } from './a11y';
import { Icon } from './icon';
import { Photo, type PhotoTile } from './photo';
import './photo-grid.scss';

interface PhotoGridProps {
  photos: readonly PhotoTile[];
  /** No add tile once so many are there. */
  max?: number;
  /** Three large tiles on the page, four small ones inside a card. */
  columns?: 3 | 4;
  /** Without it the grid is for looking only. */
  onAdd?: () => void;
  onOpen?: (key: string) => void;
  onRemove?: (key: string) => void;
}

export function PhotoGrid({ photos, max = 9, columns = 3, onAdd, onOpen, onRemove }: PhotoGridProps) {
  const isLarge = columns === 3;
  const addLabel = photos.length === 0 ? common.addPhoto : common.addAnotherPhoto;
  return (
    <View className={`photo-grid photo-grid-${columns}`}>
      {photos.map((photo) => (
        <View key={photo.key} className="photo-grid-cell">
          <Photo photo={photo} isFlagLow={onRemove !== undefined} onOpen={onOpen && (() => onOpen(photo.key))} />
          {onRemove && (
            <View className="photo-grid-remove" {...a11y('button', { label: common.remove })} onClick={() => onRemove(photo.key)}>
              <View className="photo-grid-cross">
                <Icon name="close" size="xs" />
              </View>
            </View>
          )}
        </View>
      ))}
      {onAdd && photos.length < max && (
        <View className="photo-grid-add" hoverClass="pressed" {...a11y('button', { label: addLabel })} onClick={onAdd}>
          <View className="photo-grid-add-inner">
            <Icon name="camera" size={isLarge ? 'l' : 'm'} />
            {isLarge && <View className="photo-grid-add-label">{addLabel}</View>}
          </View>
        </View>
      )}
    </View>
  );
}
