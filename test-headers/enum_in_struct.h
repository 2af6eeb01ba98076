// An enumeration declared inside a structure: its names belong to the file.

struct packet {
    enum packet_kind { PACKET_DATA, PACKET_ACK } kind;
    int length;
};
enum packet_kind kind_of(const struct packet *p);
