import { View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { privacyLead, privacySections } from '../../text/privacy';
import { guarded } from '../guarded';
import './index.scss';

export default guarded(PrivacyPage);

/** Readable before sign-in, as WeChat's reviewers and the law ask. Works offline: it is all in the package. */
function PrivacyPage() {
  return (
    <Screen>
      <View>{privacyLead}</View>
      {privacySections.map(({ title, paragraphs }) => (
        <Section key={title} title={title}>
          <Card>
            {paragraphs.map((paragraph) => (
              <View key={paragraph} className="privacy-paragraph">
                {paragraph}
              </View>
            ))}
          </Card>
        </Section>
      ))}
    </Screen>
  );
}
