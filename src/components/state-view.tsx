/**
 * What a screen shows instead of content. Every screen shows exactly one of these or its content; old data stays visible
 * while it refreshes, so an error replaces nothing that is there.
 */
import { Skeleton } from '@nutui/nutui-react-taro';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { goBack } from '../platform/navigate';
import { routes } from '../routes';
import { common, stateWords } from '../text/common';
import { a11y } from './a11y';
import { Button } from './button';
import { Card } from './card';
import type { IconName } from './icon';
import { Screen } from './screen';
import './state-view.scss';

/** Grey bars in the shape of what is coming. */
export function SkeletonView({ cards = 3 }: { cards?: number }) {
  return (
    <View {...a11y('progressbar', { label: common.loading })}>
      {Array.from({ length: cards }, (_, index) => (
        <View key={index} className="skeleton-card">
          <Card>
            <View className="skeleton-title">
              <Skeleton rows={1} size="small" animated={false} />
            </View>
            <Skeleton rows={2} size="small" animated={false} />
          </Card>
        </View>
      ))}
    </View>
  );
}

interface StateViewProps {
  /** error: a broken line. empty: nothing to do here, and that is good. nothing: nothing here yet. */
  picture: 'error' | 'empty' | 'nothing';
  title: string;
  /** What is so, what was not lost, what to do next. */
  text?: string;
  /** Small and last: status and time of an error, for a call to the office. */
  detail?: string;
  action?: ReactNode;
}

/** The picture with its words, for a page or a part of one. */
export function StateView({ picture, title, text, detail, action }: StateViewProps) {
  return (
    <View className="state-view">
      <View className={`state-view-picture state-view-${picture}`} />
      <View className="state-view-title">{title}</View>
      {text && <View className="state-view-text">{text}</View>}
      {detail && <View className="state-view-detail">{detail}</View>}
      {action && <View className="state-view-action">{action}</View>}
    </View>
  );
}

interface PageStateProps {
  isTab?: boolean;
  banner?: ReactNode;
}

/** A whole page that is loading. */
export function LoadingScreen({ isTab, banner }: PageStateProps) {
  return (
    <Screen isTab={isTab} banner={banner}>
      <SkeletonView />
    </Screen>
  );
}

interface ErrorScreenProps extends PageStateProps {
  onRetry: () => void;
  title?: string;
  text?: string;
  detail?: string;
  /** Trying again cannot help: the way back is offered instead. A tab has none. */
  isFinal?: boolean;
}

/** A whole page that could not be fetched. */
export function ErrorScreen({
  isTab,
  banner,
  onRetry,
  title = stateWords.errorTitle,
  text = stateWords.errorText,
  detail,
  isFinal = false,
}: ErrorScreenProps) {
  return (
    <Screen
      isTab={isTab}
      banner={banner}
      dock={
        isFinal && !isTab ? (
          <Button icon="left" onClick={() => void goBack(routes.today)}>
            {common.back}
          </Button>
        ) : (
          <Button icon="refresh" onClick={onRetry}>
            {common.retry}
          </Button>
        )
      }
    >
      <StateView picture="error" title={title} text={text} detail={detail} />
    </Screen>
  );
}

interface EmptyScreenProps extends PageStateProps {
  title: string;
  text?: string;
  picture?: 'empty' | 'nothing';
  /** The next thing to do. */
  action?: { label: string; icon?: IconName; onClick: () => void };
}

/** A whole page without entries. */
export function EmptyScreen({ isTab, banner, title, text, picture = 'nothing', action }: EmptyScreenProps) {
  return (
    <Screen
      isTab={isTab}
      banner={banner}
      dock={
        action && (
          <Button icon={action.icon} onClick={action.onClick}>
            {action.label}
          </Button>
        )
      }
    >
      <StateView picture={picture} title={title} text={text} />
    </Screen>
  );
}
