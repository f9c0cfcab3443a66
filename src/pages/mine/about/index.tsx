/** 关于. Works offline: it is all in the package. */
import app from '../../../../package.json';
import { KeyValues } from '../../../components/key-values';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { Gap, Headline, Small } from '../../../components/text-block';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { aboutWords as words, openSource } from '../../../text/about';
import { appName } from '../../../text/app';
import { guarded } from '../../guarded';

export default guarded(AboutPage);

function AboutPage() {
  return (
    <Screen>
      <Headline>{appName}</Headline>
      <Small>{words.does}</Small>
      <Gap />
      <KeyValues items={[{ key: words.version, value: app.version }]} />
      <List>
        <Row title={words.privacy} isPlain onClick={() => void openPage(routes.privacy)} />
      </List>
      <Section title={words.licences}>
        <Small>{words.licencesText}</Small>
        <Gap size={2} />
        <KeyValues items={openSource.map(({ name, licence }) => ({ key: name, value: licence }))} />
      </Section>
    </Screen>
  );
}
