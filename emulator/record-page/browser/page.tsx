import { createRoot } from 'react-dom/client';
import type { RecordBoot } from '../record-document.ts';
import { RecordPage } from './page/record-page.tsx';

const boot = document.querySelector('#boot')?.textContent;
const place = document.querySelector('#record');
if (boot && place) createRoot(place).render(<RecordPage boot={JSON.parse(boot) as RecordBoot} />);
