// Around every page: what a page throws while it is drawn is caught here, inside it. Taro catches it too, further out, and
// leaves the page white; app.tsx sees its pages only as Taro's own wrappers, so the page itself is the place that works on
// WeChat and on H5.
import { Component, type ComponentType, type ReactElement, type ReactNode, useEffect } from 'react';
import { useReadNotices } from '../api/notice';
import { Button, ButtonPair } from '../components/button';
import { Screen } from '../components/screen';
import { StateView } from '../components/state-view';
import { restartAt, usePageParams } from '../platform/navigate';
import { routes } from '../routes';
import { useSession } from '../state/session';
import { brokenWords as words, common } from '../text/common';

/** Nothing but the drawing is lost: drafts and the queue are on disk, and leaving a form saves it. */
export function guarded(Page: ComponentType) {
  const Guarded = () => {
    const { notice } = usePageParams();
    return (
      <Boundary>
        <>
          {notice && <NoticeRead id={notice} />}
          <Page />
        </>
      </Boundary>
    );
  };
  Guarded.displayName = `guarded(${Page.name})`;
  return Guarded;
}

/** A page opened from the inbox or from a message in WeChat: that notice is read by now. Without a signal it stays unread. */
function NoticeRead({ id }: { id: string }) {
  const { mutate } = useReadNotices();
  useEffect(() => mutate({ only: id }), [id, mutate]);
  return null;
}

class Boundary extends Component<{ children: ReactElement }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown) {
    console.error(error);
  }

  override render(): ReactNode {
    // The broken page was unmounted: drawn again, it starts afresh.
    return this.state.isBroken ? <BrokenPage onRetry={() => this.setState({ isBroken: false })} /> : this.props.children;
  }
}

/** Restarts instead of switching: the broken page may be 今天 itself. */
const goHome = () => void restartAt(useSession.getState().session ? routes.today : routes.login);

function BrokenPage({ onRetry }: { onRetry: () => void }) {
  return (
    <Screen
      dock={
        <ButtonPair
          left={
            <Button tone="neutral" onClick={goHome}>
              {words.home}
            </Button>
          }
          right={
            <Button icon="refresh" onClick={onRetry}>
              {common.retry}
            </Button>
          }
        />
      }
    >
      <StateView picture="error" title={words.title} text={words.text} />
    </Screen>
  );
}
