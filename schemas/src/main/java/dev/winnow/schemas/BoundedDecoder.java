package dev.winnow.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Refuses lengths that the record cannot hold, before memory is taken for them.
 *
 * <p>Avro allocates what a length prefix asks for and looks afterwards whether the bytes are there, so that nine bad
 * bytes cost two gigabytes. No string is longer than the record it stands in and no collection has more items than
 * the record has bytes. Rejected: Avro's own limits ({@code org.apache.avro.limits.*}), which are system properties
 * read once, when some class of Avro happens to be loaded, and constants where the record's size is known.
 */
final class BoundedDecoder extends Decoder {
    private final Decoder delegate;
    private final long bytes;
    private long items;

    /** @param bytes size of the encoded value */
    BoundedDecoder(Decoder delegate, int bytes) {
        this.delegate = delegate;
        this.bytes = bytes;
    }

    /** Size of the encoded value. */
    long bytes() {
        return bytes;
    }

    private int readLength() throws IOException {
        long length = delegate.readLong();
        if (length < 0 || length > bytes) {
            throw new AvroRuntimeException("a length of %d in a value of %d bytes".formatted(length, bytes));
        }
        return (int) length;
    }

    private long counted(long count) {
        items += count;
        if (count < 0 || count > bytes || items > bytes) {
            throw new AvroRuntimeException("%d items in a value of %d bytes".formatted(items, bytes));
        }
        return count;
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        byte[] text = new byte[readLength()];
        delegate.readFixed(text, 0, text.length);
        return new Utf8(text);
    }

    @Override
    public String readString() throws IOException {
        return readString(null).toString();
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        byte[] value = new byte[readLength()];
        delegate.readFixed(value, 0, value.length);
        return ByteBuffer.wrap(value);
    }

    @Override
    public long readArrayStart() throws IOException {
        return counted(delegate.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return counted(delegate.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return counted(delegate.skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return counted(delegate.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return counted(delegate.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return counted(delegate.skipMap());
    }

    @Override
    public void skipString() throws IOException {
        delegate.skipFixed(readLength());
    }

    @Override
    public void skipBytes() throws IOException {
        delegate.skipFixed(readLength());
    }

    @Override
    public void readNull() throws IOException {
        delegate.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return delegate.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return delegate.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return delegate.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return delegate.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return delegate.readDouble();
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        delegate.readFixed(target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        delegate.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return delegate.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return delegate.readIndex();
    }
}
