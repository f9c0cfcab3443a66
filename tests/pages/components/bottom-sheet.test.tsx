import { act, render, screen } from '@testing-library/react';
import { useDidHide } from '@tarojs/taro';
import { BottomSheet } from '../../../src/components/bottom-sheet';

const left = () => act(() => jest.mocked(useDidHide).mock.lastCall![0]());

describe('a sheet', () => {
  it.each([
    ['closes', true, 1],
    ['that is closed already says nothing', false, 0],
  ])('%s when another page comes to the front', async (_, isOpen, times) => {
    const handleClose = jest.fn();
    render(
      <BottomSheet isOpen={isOpen} onClose={handleClose} title="退回">
        原因
      </BottomSheet>,
    );
    if (isOpen) await screen.findByText('退回');
    left();
    expect(handleClose).toHaveBeenCalledTimes(times);
  });
});
