// Characters in names that nobody sees, or that turn the direction of the text.

int adm‮ni(int x‍y, int xy);
int xy(int ㅤ);
#define a‍b 1
#define ab 2
