#include <stdio.h>
#include <string.h>
#include <zlib.h>

int main(void) {
    unsigned char data[1000], packed[2000], back[1000];
    for (int i = 0; i < 1000; i++) data[i] = i * i % 251;
    printf("version %s bound %lu\n", zlibVersion(), compressBound(1000));
    printf("crc32 %lu %lu adler32 %lu\n", crc32(0, 0, 0), crc32(7, data, 1000), adler32(1, data, 1000));
    uLongf length = sizeof packed, length_back = sizeof back;
    int code = compress2(packed, &length, data, 1000, 9);
    printf("compress2 %d %lu crc %lu\n", code, length, crc32(0, packed, length));
    code = uncompress(back, &length_back, packed, length);
    printf("uncompress %d %lu %d\n", code, length_back, memcmp(data, back, 1000) == 0);
    length_back = 10;
    printf("too small %d %d\n", uncompress(back, &length_back, packed, length), Z_BUF_ERROR);
    z_stream s;
    memset(&s, 0, sizeof s);
    code = deflateInit_(&s, Z_BEST_SPEED, ZLIB_VERSION, sizeof s);
    printf("deflateInit_ %d\n", code);
    s.next_in = data; s.avail_in = 1000; s.next_out = packed; s.avail_out = sizeof packed;
    code = deflate(&s, Z_FINISH);
    printf("deflate %d in %lu left %u out %lu left %u moved %d %d\n", code, s.total_in, s.avail_in, s.total_out,
        s.avail_out, (int)(s.next_in - data), (int)(s.next_out - packed));
    printf("adler %lu type %d message %s\n", s.adler, s.data_type, s.msg ? s.msg : "(null)");
    unsigned long total = s.total_out;
    printf("deflateEnd %d\n", deflateEnd(&s));
    memset(&s, 0, sizeof s);
    printf("inflateInit_ %d\n", inflateInit_(&s, ZLIB_VERSION, sizeof s));
    packed[0] ^= 1;
    s.next_in = packed; s.avail_in = total; s.next_out = back; s.avail_out = sizeof back;
    code = inflate(&s, Z_NO_FLUSH);
    printf("inflate %d %d %s\n", code, code == Z_DATA_ERROR, s.msg);
    packed[0] ^= 1;
    printf("inflateReset %d\n", inflateReset(&s));
    s.next_in = packed; s.avail_in = total; s.next_out = back; s.avail_out = sizeof back;
    code = inflate(&s, Z_FINISH);
    printf("inflate %d %d out %lu same %d\n", code, code == Z_STREAM_END, s.total_out, memcmp(data, back, 1000) == 0);
    printf("inflateEnd %d\n", inflateEnd(&s));
    printf("wrong size %d\n", inflateInit_(&s, ZLIB_VERSION, sizeof s - 1) == Z_VERSION_ERROR);
    return 0;
}
