import { createContext, useContext, useSyncExternalStore } from 'react';

/** A file as `FileUpload` tells the card of it. */
export interface UploadedFile {
  readonly id: number;
  readonly name: string;
  readonly url: string;
}

/** The record that a file was attached to. */
export interface AttachedTo {
  readonly objectTypeId: string;
  readonly objectId: number | string;
}

interface KeptFile extends UploadedFile {
  readonly appId: number;
  readonly attachedTo: AttachedTo | undefined;
}

/** Files that the cards of this page uploaded. They live as long as the page: HubSpot's file manager is not emulated. */
const kept: { files: readonly KeptFile[]; count: number } = { files: [], count: 0 };
const listeners = new Set<() => void>();

function keep(files: readonly KeptFile[]): void {
  kept.files = files;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const useKept = (): readonly KeptFile[] => useSyncExternalStore(subscribe, () => kept.files);
const asTold = ({ id, name, url }: KeptFile): UploadedFile => ({ id, name, url });

/** The app whose card is being drawn. */
export const AppContext = createContext(0);

/** What `FileUpload` does with the files of its app. */
export function useUploads() {
  const appId = useContext(AppContext);
  return {
    add(file: File, attachedTo: AttachedTo | undefined): UploadedFile {
      kept.count += 1;
      const uploaded = { id: kept.count, name: file.name, url: URL.createObjectURL(file), appId, attachedTo };
      keep([...kept.files, uploaded]);
      return asTold(uploaded);
    },
    remove(id: number): void {
      const gone = kept.files.find((file) => file.id === id);
      if (gone) URL.revokeObjectURL(gone.url);
      keep(kept.files.filter((file) => file.id !== id));
    },
  };
}

/** All files of the app whose card is being drawn. */
export function useAppFiles(): readonly UploadedFile[] {
  const appId = useContext(AppContext);
  return useKept()
    .filter((file) => file.appId === appId)
    .map(asTold);
}

/** What the cards attached to a record. */
export const useAttachments = (record: AttachedTo): readonly UploadedFile[] =>
  useKept()
    .filter(({ attachedTo }) => attachedTo?.objectTypeId === record.objectTypeId)
    .filter(({ attachedTo }) => String(attachedTo?.objectId) === String(record.objectId))
    .map(asTold);
