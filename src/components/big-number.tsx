import { View } from '@tarojs/components';
import './big-number.scss';

interface BigNumberProps {
  /** Already formatted. */
  value: string | number;
  /** After it, small and grey: %, / 30 个, 条没送完. */
  unit?: string;
  isHero?: boolean;
}

export function BigNumber({ value, unit, isHero = false }: BigNumberProps) {
  return (
    <View className={`big-number ${isHero ? 'big-number-hero' : ''}`}>
      {value}
      {unit && <View className="big-number-unit">{unit}</View>}
    </View>
  );
}
