#!/bin/sh
# isal_gunzip.sh BILL: unpacking alone, with ISA-L's own tool.
igzip -dc "$1" > /dev/null
