import { act, fireEvent, render, screen } from '@testing-library/react';
import { useConfirm } from '../../../src/components/use-confirm';

function Page({ onAnswer }: { onAnswer: (answer: boolean) => void }) {
  const { ask, dialog } = useConfirm();
  return (
    <>
      <button type="button" onClick={() => void ask({ title: '放弃这条上报？', confirmLabel: '放弃', isDanger: true }).then(onAnswer)}>
        开始
      </button>
      {dialog}
    </>
  );
}

const open = () => fireEvent.click(screen.getByText('开始'));
const settle = () => act(async () => undefined);

describe('useConfirm', () => {
  it('answers yes only to the confirming button', async () => {
    const handleAnswer = jest.fn();
    render(<Page onAnswer={handleAnswer} />);
    open();
    fireEvent.click(screen.getByText('放弃'));
    await settle();
    expect(handleAnswer).toHaveBeenCalledWith(true);
  });

  it('answers no to cancelling and to a tap beside the sheet', async () => {
    const handleAnswer = jest.fn();
    render(<Page onAnswer={handleAnswer} />);
    open();
    fireEvent.click(screen.getByText('取消'));
    await settle();
    open();
    fireEvent.click(document.querySelector('.nut-overlay')!);
    await settle();
    expect(handleAnswer.mock.calls).toEqual([[false], [false]]);
  });

  it('gives the first question a no when a second one replaces it', async () => {
    const handleAnswer = jest.fn();
    render(<Page onAnswer={handleAnswer} />);
    open();
    open();
    await settle();
    expect(handleAnswer.mock.calls).toEqual([[false]]);
  });
});
