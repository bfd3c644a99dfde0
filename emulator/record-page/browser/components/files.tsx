import { useId, useState, type ChangeEvent } from 'react';
import { useAppFiles, useUploads, type AttachedTo, type UploadedFile } from '../card/uploads.ts';
import type { Base } from './base.ts';
import { Icon } from './icon.tsx';
import { useTold } from './told.ts';

interface FileInputProps extends Base {
  readonly value?: File | { readonly name: string };
  readonly name?: string;
  readonly onChange?: (file: File) => void;
}

/** The card gets the file itself: a worker can read it. */
export function FileInput({ testId, value, name, onChange }: FileInputProps) {
  const [chosen, setChosen] = useTold<{ readonly name: string } | undefined>(value, undefined);
  return (
    <label className="hs-file">
      <span className="hs-button hs-button-secondary hs-button-sm">
        <Icon name="attach" /> Choose file
      </span>
      <input
        type="file"
        className="hs-hidden"
        name={name}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (!file) return;
          setChosen(file);
          onChange?.(file);
        }}
        data-testid={testId}
      />
      <span>{chosen?.name ?? 'No file chosen'}</span>
    </label>
  );
}

interface FileUploadProps extends Base {
  readonly onChange?: (files: UploadedFile[]) => void;
  readonly fileLimit?: number;
  /** The record whose page lists the files among its attachments. */
  readonly attachToRecord?: AttachedTo;
  readonly allowedFileExtensions?: readonly string[];
}

/** Each change tells the card the whole list. */
export function FileUpload(props: FileUploadProps) {
  const { testId, onChange, fileLimit = Infinity, attachToRecord, allowedFileExtensions } = props;
  const uploads = useUploads();
  const [mine, setMine] = useState<readonly UploadedFile[]>([]);
  const [refusal, setRefusal] = useState('');
  const id = useId();
  const tell = (files: readonly UploadedFile[]) => {
    setMine(files);
    onChange?.([...files]);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const allowed = (file: File) =>
      !allowedFileExtensions || allowedFileExtensions.includes(file.name.split('.').at(-1)?.toLowerCase() ?? '');
    const files = [...(event.currentTarget.files ?? [])];
    const fitting = files.filter(allowed).slice(0, fileLimit - mine.length);
    setRefusal(
      fitting.length < files.length ? `${files.length - fitting.length} not taken: limit or type of file.` : '',
    );
    event.currentTarget.value = '';
    if (fitting.length > 0) tell([...mine, ...fitting.map((file) => uploads.add(file, attachToRecord))]);
  };
  const remove = (file: UploadedFile) => {
    uploads.remove(file.id);
    tell(mine.filter((each) => each !== file));
  };
  return (
    <div className="hs-upload" data-testid={testId}>
      <label htmlFor={id} className="hs-upload-drop">
        <Icon name="upload" size="md" /> <span>Choose files to upload</span>
        <input
          id={id}
          type="file"
          className="hs-hidden"
          multiple={fileLimit > 1}
          disabled={mine.length >= fileLimit}
          accept={allowedFileExtensions?.map((extension) => `.${extension}`).join(',')}
          onChange={choose}
        />
      </label>
      <FileList files={mine} remove={remove} />
      <span role="status" className="hs-field-wrong">
        {refusal}
      </span>
    </div>
  );
}

interface FileViewerProps extends Base {
  /** One person uses this page, so the files of the app are those of its user. */
  readonly source?: 'app' | 'appUser';
  readonly fileIds?: readonly number[];
  readonly displayMode?: 'attachment' | 'list';
  readonly autoRefresh?: boolean;
}

/** Files that the app has uploaded, all or the named ones; without `autoRefresh` those it had when it was drawn. */
export function FileViewer({ testId, fileIds, displayMode = 'attachment', autoRefresh = true }: FileViewerProps) {
  const fresh = useAppFiles();
  const [first] = useState(fresh);
  const all = autoRefresh ? fresh : first;
  const files = fileIds ? all.filter((file) => fileIds.includes(file.id)) : all;
  return (
    <div className={`hs-files hs-files-${displayMode}`} data-testid={testId}>
      {files.length === 0 ? <span className="hs-text-microcopy">No files yet</span> : <FileList files={files} />}
    </div>
  );
}

interface FileListProps {
  readonly files: readonly UploadedFile[];
  readonly remove?: (file: UploadedFile) => void;
}

export const FileList = ({ files, remove }: FileListProps) => (
  <ul className="hs-file-list">
    {files.map((file) => (
      <li key={file.id}>
        <Icon name="file" />
        <a className="hs-link" href={file.url} download={file.name}>
          {file.name}
        </a>
        {remove ? (
          <button type="button" aria-label={`Remove ${file.name}`} onClick={() => remove(file)}>
            ×
          </button>
        ) : null}
      </li>
    ))}
  </ul>
);
