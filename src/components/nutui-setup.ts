/** NutUI draws its icons (the spinner of a busy button) in `<i>`, an element that WeChat does not have. */
import { configure } from '@nutui/icons-react-taro';
import { View } from '@tarojs/components';

configure({ tag: View as unknown as string });
