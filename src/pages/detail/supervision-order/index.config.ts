import { pageTitles } from '../../../text/app';

export default definePageConfig({
  navigationBarTitleText: pageTitles.supervisionOrder,
  enablePullDownRefresh: true,
});
