import { fireEvent, render, screen } from '@testing-library/react';
import { Chips, toggleChip } from '../../../src/components/chips';

const options = [
  { value: 'land', label: '用地' },
  { value: 'power', label: '用电' },
] as const;

describe('toggleChip', () => {
  it('adds and removes when many may be chosen', () => {
    expect(toggleChip('power', ['land'], 'many')).toEqual(['land', 'power']);
    expect(toggleChip('land', ['land', 'power'], 'many')).toEqual(['power']);
  });

  it('replaces when one may be chosen, and clears on a second tap', () => {
    expect(toggleChip('power', ['land'], 'one')).toEqual(['power']);
    expect(toggleChip('power', ['power'], 'one')).toEqual([]);
  });

  it('never leaves an exactly-one filter empty', () => {
    expect(toggleChip('power', ['power'], 'exactly-one')).toEqual(['power']);
  });
});

describe('Chips', () => {
  it('tells which are chosen and reports a tap', () => {
    const handleChange = jest.fn();
    render(<Chips options={options} selected={['power']} onChange={handleChange} />);
    expect(screen.getByRole('checkbox', { name: '用电' }).getAttribute('aria-checked')).toBe('true');
    expect(screen.getByRole('checkbox', { name: '用地' }).getAttribute('aria-checked')).toBe('false');
    fireEvent.click(screen.getByText('用地'));
    expect(handleChange).toHaveBeenCalledWith(['power', 'land']);
  });
});
