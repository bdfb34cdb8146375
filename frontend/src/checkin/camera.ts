// Reads codes with the camera.
import { decodeQR } from "qr/decode.js";

const SAME_AGAIN = 3_000;
const BETWEEN = 150;
const LONGEST_SIDE = 960;

/** The text of the code in a picture, or nothing. */
export function readCode(picture: Pick<ImageData, "width" | "height" | "data">): string | null {
  try {
    return decodeQR(picture);
  } catch {
    return null;
  }
}

/** Tells a badge once while it is held before the camera, also where two are held side by side. */
export class Once {
  private readonly seen = new Map<string, number>();

  constructor(private readonly pause: number) {}

  isNew(text: string, now: number): boolean {
    for (const [known, at] of this.seen) if (now - at >= this.pause) this.seen.delete(known);
    const isNew = !this.seen.has(text);
    this.seen.set(text, now);
    return isNew;
  }
}

export class Camera {
  private stream: MediaStream | null = null;
  private readonly once = new Once(SAME_AGAIN);

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly found: (text: string) => void,
  ) {}

  get on(): boolean {
    return this.stream !== null;
  }

  /** Raises where there is no camera, or where it is not allowed. */
  async start(): Promise<void> {
    const wanted = { video: { facingMode: { ideal: "environment" } } };
    const stream = await navigator.mediaDevices.getUserMedia(wanted);
    this.stream = stream;
    this.video.srcObject = stream;
    this.look(stream, document.createElement("canvas"));
    try {
      await this.video.play();
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  stop(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  private look(stream: MediaStream, canvas: HTMLCanvasElement): void {
    if (this.stream !== stream) return;
    const picture = this.still(canvas);
    const text = picture && readCode(picture);
    if (text && this.once.isNew(text, Date.now())) this.found(text);
    setTimeout(() => this.look(stream, canvas), BETWEEN);
  }

  /** What the camera shows now, no larger than a code needs; nothing before its first picture. */
  private still(canvas: HTMLCanvasElement): ImageData | null {
    const { videoWidth, videoHeight } = this.video;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight, 1));
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen || !width || !height) return null;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    pen.drawImage(this.video, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  }
}
