export { contentDisposition } from './file-name';
export { FileStore, type StoredObject } from './file-store';
export { FileSweep } from './file-sweep';
export { isImage, isImageName } from './file-types';
export * from './files.errors';
export { type FileDescription, Files, type NewFile, type OpenFile, type SignedLink } from './files.service';
export { FolderStore } from './folder-store';
export { S3Store } from './s3-store';
export { TakesUpload, type Upload, uploadedBytes, uploadOf } from './upload';
