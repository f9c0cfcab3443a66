/** 记录项目事实 (office): what is given replaces the earlier value, what is left out stays. */
import { useState } from 'react';
import { refusalText } from '../../../state/failure';
import { useRecordProject } from '../../../api/project';
import { newRecordId } from '../../../api/record-id';
import { AmountField } from '../../../components/amount-field';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button } from '../../../components/button';
import { DateField } from '../../../components/date-field';
import { FormField, InputField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { Gap, Small } from '../../../components/text-block';
import type { ProjectDetail } from '../../../contract/project';
import { type Rung, rungs } from '../../../domain/milestone';
import { showToast } from '../../../platform/feedback';
import { formatDay } from '../../../text/format';
import { rungWords } from '../../../text/milestone';
import { projectWords as words } from '../../../text/project';

interface FactsSheetProps {
  project: ProjectDetail;
  isOpen: boolean;
  onClose: () => void;
}

export function FactsSheet({ project, isOpen, onClose }: FactsSheetProps) {
  const record = useRecordProject(project.id);
  const [enterprise, setEnterprise] = useState(project.enterprise?.name ?? '');
  const [latitude, setLatitude] = useState(project.location ? String(project.location.latitude) : '');
  const [longitude, setLongitude] = useState(project.location ? String(project.location.longitude) : '');
  const [total, setTotal] = useState<number | null | 'invalid'>(project.totalInvestmentYuan);
  const [planned, setPlanned] = useState<Partial<Record<Rung, string>>>({});
  const [isRefused, setIsRefused] = useState(false);
  const place = toPlace(latitude, longitude);
  const isPlaceNew =
    place !== 'invalid' && (place?.latitude !== project.location?.latitude || place?.longitude !== project.location?.longitude);
  const plannedOf = (rung: Rung) => project.milestones.find((one) => one.rung === rung)?.plannedOn ?? '';
  const newDates = rungs.filter((rung) => planned[rung] !== undefined && planned[rung] !== plannedOf(rung));
  // Facts are append-only: what was not touched, or was emptied, is no new fact.
  const isEnterpriseNew = enterprise.trim() !== '' && enterprise.trim() !== project.enterprise?.name;
  const facts = {
    enterpriseName: isEnterpriseNew ? enterprise.trim() : undefined,
    location: isPlaceNew ? (place ?? undefined) : undefined,
    totalInvestmentYuan: total === 'invalid' || total === project.totalInvestmentYuan ? undefined : (total ?? undefined),
    plannedDates: newDates.length > 0 ? Object.fromEntries(newDates.map((rung) => [rung, planned[rung]])) : undefined,
  };
  const isEmpty = Object.values(facts).every((fact) => fact === undefined);

  const handleSubmit = async () => {
    if (place === 'invalid' || total === 'invalid') return;
    setIsRefused(isEmpty);
    if (isEmpty) return;
    record.mutate(
      { id: await newRecordId(), ...facts },
      {
        onSuccess: () => {
          showToast(words.factsSaved, 'success');
          onClose();
        },
      },
    );
  };

  return (
    <BottomSheet
      isOpen={isOpen}
      onClose={onClose}
      title={words.facts}
      footer={
        <Button isBusy={record.isPending} isDisabled={place === 'invalid' || total === 'invalid'} onClick={() => void handleSubmit()}>
          {words.factsSubmit}
        </Button>
      }
    >
      <Small>{words.factsHint}</Small>
      <Gap />
      {isRefused && isEmpty && <NoticeBar>{words.factsNothing}</NoticeBar>}
      {record.isError && <NoticeBar tone="red">{refusalText(record.error)}</NoticeBar>}
      <FormField title={words.factsEnterprise} hint={project.enterprise && isEnterpriseNew ? words.factsEnterpriseSwaps(project.enterprise.name) : words.factsEnterpriseHint}>
        <InputField value={enterprise} maxLength={100} onChange={setEnterprise} />
      </FormField>
      <FormField title={words.factsTotal} error={total === 'invalid' ? words.factsBadAmount : null}>
        <AmountField yuan={total === 'invalid' ? null : total} onChange={setTotal} />
      </FormField>
      <FormField title={words.factsLatitude}>
        <InputField value={latitude} keyboard="digit" maxLength={12} onChange={setLatitude} />
      </FormField>
      <FormField title={words.factsLongitude} error={place === 'invalid' ? words.factsBadPlace : null}>
        <InputField value={longitude} keyboard="digit" maxLength={12} onChange={setLongitude} />
      </FormField>
      <Gap />
      {rungs.map((rung) => {
        const value = planned[rung] ?? plannedOf(rung);
        return (
          <DateField
            key={rung}
            title={words.factsPlanned(rungWords[rung])}
            value={value}
            display={value ? formatDay(value) : words.factsPick}
            onChange={(on) => setPlanned({ ...planned, [rung]: on })}
          />
        );
      })}
    </BottomSheet>
  );
}

/** Null when both are empty; a place needs both. */
function toPlace(latitude: string, longitude: string): { latitude: number; longitude: number } | null | 'invalid' {
  if (latitude.trim() === '' && longitude.trim() === '') return null;
  const [north, east] = [latitude, longitude].map((text) => (text.trim() === '' ? NaN : Number(text)));
  if (north === undefined || east === undefined || !(Math.abs(north) <= 90) || !(Math.abs(east) <= 180)) return 'invalid';
  return { latitude: north, longitude: east };
}
