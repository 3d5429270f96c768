import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { crc32c } from './crc32c'

/** Scalars of one step. */
export interface ScalarEvent {
  /** Milliseconds since 1970. */
  at: number
  /** Optimiser steps taken. */
  step: number
  /** Values by TensorBoard tag, such as `train/loss`; kept as float32. */
  scalars: Readonly<Record<string, number>>
}

// Field numbers of tensorboard/compat/proto: event.proto and summary.proto.
const Event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 }
const Summary = { value: 1 }
const Value = { tag: 1, simpleValue: 2 }
const SessionLog = { status: 1, start: 1 }

/** The first record of every event file. */
export const versionRecord = (at: number): Uint8Array =>
  record(event(at, 0, (writer) => writer.tag(Event.fileVersion, LENGTH).string('brain.Event:2')))

/** Says that a run starts again at `step`: TensorBoard forgets what earlier files say of it and later ones. */
export const startRecord = (at: number, step: number): Uint8Array =>
  record(
    event(at, step, (writer) =>
      writer
        .tag(Event.sessionLog, LENGTH)
        .fork()
        .tag(SessionLog.status, WireType.Varint)
        .int32(SessionLog.start)
        .join()
    )
  )

export const scalarRecord = ({ at, step, scalars }: ScalarEvent): Uint8Array =>
  record(
    event(at, step, (writer) => {
      writer.tag(Event.summary, LENGTH).fork()
      for (const [tag, value] of Object.entries(scalars)) {
        writer.tag(Summary.value, LENGTH).fork()
        writer.tag(Value.tag, LENGTH).string(tag)
        writer.tag(Value.simpleValue, WireType.Bit32).float(value).join()
      }
      writer.join()
    })
  )

const LENGTH = WireType.LengthDelimited

function event(at: number, step: number, what: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter()
  writer.tag(Event.wallTime, WireType.Bit64).double(at / 1000)
  // As protobuf does, a zero is left out.
  if (step !== 0) writer.tag(Event.step, WireType.Varint).int64(step)
  what(writer)
  return writer.finish()
}

/** Frames data as a TFRecord: length, its masked checksum, data, its masked checksum; little-endian. */
function record(data: Uint8Array): Uint8Array {
  const framed = Buffer.alloc(data.length + 16)
  framed.writeBigUInt64LE(BigInt(data.length), 0)
  framed.writeUInt32LE(masked(framed.subarray(0, 8)), 8)
  framed.set(data, 12)
  framed.writeUInt32LE(masked(data), 12 + data.length)
  return framed
}

/** A checksum beside the data that it is of is rotated and shifted (TensorFlow's crc32c.h). */
function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}
