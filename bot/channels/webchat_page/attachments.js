/** Files on their way out: pictures made smaller first, then sent with their progress. */

const LONGEST_SIDE = 2048;
const QUALITY = 0.85;
const PHOTO = /^image\/(jpeg|webp|heic|heif|avif|png|bmp)$/;
const LARGE_PNG = 1_000_000; // below it is a screenshot, whose letters JPEG would blur
const REFUSALS = [400, 403, 413, 415, 422];
export const LARGEST_FILE = 25 * 1024 * 1024;

/** The server does not want this file, and said why. */
export class UploadRefused extends Error {}

/** A file as the conversation keeps it: {id, name, kind, size, blob}. Only photos are changed. */
export async function prepare(file, id) {
  const blob = await smaller(file);
  const name = blob === file ? file.name : file.name.replace(/\.[^.]*$/, "") + ".jpg";
  return { id, name, kind: kindOf(file), size: blob.size, blob };
}

function kindOf(file) {
  const kind = file.type.split("/")[0];
  return { image: "photo", audio: "voice", video: "video" }[kind] ?? "file";
}

/** A JPEG of at most 2048 px, which also leaves behind where and when it was taken; the file itself if it is no photo
 *  or the browser cannot read it. */
async function smaller(file) {
  if (!PHOTO.test(file.type) || (file.type === "image/png" && file.size < LARGE_PNG)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const paper = canvas.getContext("2d");
    paper.fillStyle = "#fff"; // JPEG has no transparency
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return (await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY))) ?? file;
  } catch {
    return file;
  }
}

/** Sends one file and returns its id on the server. The same file sent twice is one file there, by its own id.
 *  Raises UploadRefused with the server's words, or Error when it may be tried again. */
export function upload({ id, name, blob }, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", new URL("files", document.baseURI));
    request.setRequestHeader("X-Client-Id", id);
    request.setRequestHeader("Accept-Language", document.documentElement.lang); // for its words if it refuses
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = request.onabort = () => reject(new Error("the line broke"));
    request.onload = () => {
      if (request.status === 200 && request.response?.id) resolve(request.response.id);
      else if (REFUSALS.includes(request.status)) reject(new UploadRefused(request.response?.text ?? ""));
      else reject(new Error(`status ${request.status}`));
    };
    const form = new FormData();
    form.append("file", blob, name);
    request.send(form);
  });
}
