package dev.winnow.ops.simulate;

/**
 * What the broker said lately about an instance's partitions. It is asked now and then, so between two answers the first one
 * stands.
 *
 * @param written documents in the partitions since the start
 * @param perSecond by how many they grew in a second before that
 */
record BrokerFigures(long written, double perSecond) {

    static final BrokerFigures NONE = new BrokerFigures(0, 0);

    BrokerFigures next(long nowWritten, double seconds) {
        return new BrokerFigures(nowWritten, (nowWritten - written) / seconds);
    }

    /** Documents that are known and were not taken in. */
    long unread(long takenIn) {
        return Math.max(0, written - takenIn);
    }
}
