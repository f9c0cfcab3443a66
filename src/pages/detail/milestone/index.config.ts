import { pageTitles } from '../../../text/app';

export default definePageConfig({
  navigationBarTitleText: pageTitles.milestone,
  enablePullDownRefresh: true,
});
