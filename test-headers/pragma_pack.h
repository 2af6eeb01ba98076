// pragma pack with each value, pushed and popped.

#pragma pack(push, 1)
struct one { char a; int b; double c; };
#pragma pack(2)
struct two { char a; int b; double c; };
#pragma pack(4)
struct four { char a; int b; double c; };
#pragma pack(pop)
struct natural { char a; int b; double c; };
