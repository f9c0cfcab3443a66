import { pageTitles } from '../../text/app';

export default definePageConfig({
  navigationBarTitleText: pageTitles.projects,
  enablePullDownRefresh: true,
});
