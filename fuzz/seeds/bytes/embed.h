enum { A =
#embed "/etc/passwd" limit(1)
};
