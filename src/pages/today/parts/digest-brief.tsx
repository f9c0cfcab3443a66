import { useDigest } from '../../../api/digest';
import { View } from '@tarojs/components';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Light } from '../../../components/light';
import { List, Row } from '../../../components/row';
import { Section } from '../../../components/section';
import { SkeletonView } from '../../../components/state-view';
import { Gap, Headline, Small } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useMessageAsk } from '../../../state/message-ask';
import { useSession } from '../../../state/session';
import { digestPageWords as pageWords } from '../../../text/digest-page';
import { todayWords as words } from '../../../text/today';
import { openDigestLink } from '../../digest-link';
import '../index.scss';

/** The digest in short: its sentence, what asks for the leader, what changed. Everything else is one tap away. */
export function DigestBrief() {
  const query = useDigest();
  const askForMessage = useMessageAsk();
  const role = useSession(({ session }) => session?.staff.staff.role);
  const openDigest = () => {
    // Only leaders are told of a digest.
    if (role === 'leader') askForMessage(['digest', 'rectification']);
    void openPage(routes.digest);
  };
  if (query.isPending) return <SkeletonView cards={2} />;
  if (!query.data) {
    return (
      <List>
        <Row title={words.digest} note={words.openDigest} onClick={openDigest} />
      </List>
    );
  }
  const { on, headline, attention, attentionCount, sections, recordCount } = query.data;
  return (
    <>
      <Headline>{headline}</Headline>
      <Section title={words.attention} count={pageWords.attentionCount(attention.length, attentionCount)}>
        {attention.length === 0 ? (
          <Card>
            <Small>{words.noAttention}</Small>
          </Card>
        ) : (
          <List>
            {attention.map(({ title, why, who, light, tag, link }) => (
              <Row
                key={`${link.kind}${link.id}${title}`}
                title={title}
                note={
                  <>
                    <View className="today-line">
                      <Light state={light}>{tag}</Light>
                      <View>{why}</View>
                    </View>
                    <View>{who}</View>
                  </>
                }
                onClick={() => openDigestLink(link, on)}
              />
            ))}
          </List>
        )}
      </Section>
      <Section title={words.changes} count={recordCount > 0 ? words.recordCount(recordCount) : undefined}>
        {sections.length === 0 ? (
          <Card>
            <Small>{words.noChanges}</Small>
          </Card>
        ) : (
          <List>
            {sections.flatMap(({ section, lines }) =>
              lines.map((line, index) => {
                const [link] = line.links;
                // Several records behind one line are listed on the digest itself.
                const open = !link ? undefined : line.links.length === 1 ? () => openDigestLink(link, on) : openDigest;
                return <Row key={`${section}${index}`} title={line.text} isPlain note={index === 0 ? section : undefined} onClick={open} />;
              }),
            )}
          </List>
        )}
      </Section>
      <Gap />
      <Button tone="weak" onClick={openDigest}>
        {words.openDigest}
      </Button>
      <UpdatedAt at={query.dataUpdatedAt} />
    </>
  );
}
