import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { AmountField } from '../../../src/components/amount-field';

function Field({ start, onChange }: { start: number | null; onChange: (yuan: number | null | 'invalid') => void }) {
  const [yuan, setYuan] = useState<number | null>(start);
  return (
    <AmountField
      yuan={yuan}
      onChange={(next) => {
        onChange(next);
        if (next !== 'invalid') setYuan(next);
      }}
    />
  );
}

describe('AmountField', () => {
  it('turns what is typed in 亿元 into whole yuan', () => {
    const handleChange = jest.fn();
    render(<Field start={null} onChange={handleChange} />);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '2.94' } });
    expect(handleChange).toHaveBeenLastCalledWith(294_000_000);
  });

  it('keeps the yuan and changes the digits when the unit is switched', () => {
    const handleChange = jest.fn();
    render(<Field start={294_000_000} onChange={handleChange} />);
    expect(screen.getByRole('textbox')).toHaveProperty('value', '2.94');
    fireEvent.click(screen.getByText('亿元'));
    expect(screen.getByRole('textbox')).toHaveProperty('value', '29400');
    expect(handleChange).not.toHaveBeenCalled();
  });

  it('leaves a half-typed number alone', () => {
    render(<Field start={null} onChange={jest.fn()} />);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '2.' } });
    expect(screen.getByRole('textbox')).toHaveProperty('value', '2.');
  });

  it('reports what is no amount', () => {
    const handleChange = jest.fn();
    render(<Field start={null} onChange={handleChange} />);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '三亿' } });
    expect(handleChange).toHaveBeenLastCalledWith('invalid');
    expect(screen.getByRole('textbox')).toHaveProperty('value', '三亿');
  });
});
