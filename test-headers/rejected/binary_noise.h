// Not C at all.

@@@ ### %%% )))
