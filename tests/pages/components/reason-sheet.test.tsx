import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { ReasonSheet } from '../../../src/components/reason-sheet';

const words = { title: '哪里不对', hint: '写一句', placeholder: '原因', submit: '提交异议' };

function Page({ onSubmit }: { onSubmit: (reason: string) => void }) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(false)}>
        收起
      </button>
      <button type="button" onClick={() => setIsOpen(true)}>
        再开
      </button>
      <ReasonSheet words={words} isOpen={isOpen} onClose={() => setIsOpen(false)} onSubmit={onSubmit} />
    </>
  );
}

describe('ReasonSheet', () => {
  it('submits once however often it is tapped, and again when it was opened again', async () => {
    const handleSubmit = jest.fn();
    render(<Page onSubmit={handleSubmit} />);
    fireEvent.change(await screen.findByPlaceholderText('原因'), { target: { value: ' 日期不对 ' } });
    fireEvent.click(screen.getByText('提交异议'));
    fireEvent.click(screen.getByText('提交异议'));
    expect(handleSubmit.mock.calls).toEqual([['日期不对']]);
    fireEvent.click(screen.getByText('收起'));
    fireEvent.click(screen.getByText('再开'));
    fireEvent.click(await screen.findByText('提交异议'));
    expect(handleSubmit).toHaveBeenCalledTimes(2);
  });

  it('takes no empty reason', async () => {
    const handleSubmit = jest.fn();
    render(<Page onSubmit={handleSubmit} />);
    fireEvent.change(await screen.findByPlaceholderText('原因'), { target: { value: '   ' } });
    fireEvent.click(screen.getByText('提交异议'));
    expect(handleSubmit).not.toHaveBeenCalled();
  });
});
