import { View } from '@tarojs/components';
import { a11y } from './a11y';
import { Icon, type IconName } from './icon';
import { useTypeSize } from './type-size';
import './home-actions.scss';

interface HomeActionsProps {
  /** The first is the main one. */
  actions: ReadonlyArray<{ key: string; label: string; icon: IconName; onClick: () => void }>;
}

/** 拍照巡查, 上报进度, 安全检查 in the dock of 今天. At 特大 they take two rows, so that no label breaks. */
export function HomeActions({ actions }: HomeActionsProps) {
  const isTall = useTypeSize() === 'extra_large';
  return (
    <View className={`home-actions ${isTall ? 'home-actions-tall' : ''}`}>
      {actions.map(({ key, label, icon, onClick }, index) => (
        <View
          key={key}
          className={`home-action ${index === 0 ? 'home-action-main' : ''}`}
          hoverClass="pressed"
          {...a11y('button')}
          onClick={onClick}
        >
          <Icon name={icon} size={isTall ? 'm' : 'l'} />
          <View className="home-action-label">{label}</View>
        </View>
      ))}
    </View>
  );
}
